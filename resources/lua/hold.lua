-- The holds of one day KEYS[1]: a sorted set of "token column start end sealed-name" by when each
-- ends, in milliseconds of this server's clock; start and end are in seconds. ARGV[1] says what is
-- done for the token ARGV[2]: 'take', 'release', or 'look'. A take brings how long it lives, the longest
-- that any lives, how many may hold a time at once (0: as many as like), and the member itself.
-- Answers 1 if it was done, else 0, and then each other hold with the milliseconds it has left.
local call, deed, token = redis.call, ARGV[1], ARGV[2]
local time = call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
local answer, mine, others = {1}, nil, {}

local function read(member)
    local who, column, from, to = string.match(member, '^(%x+) (%w+) (%d+) (%d+) ')
    return who and {who = who, column = column, from = from + 0, to = to + 0, member = member}
end
local function crosses(one, other)
    return one.column == other.column and one.from < other.to and one.to > other.from
end

for i = 1, #kept, 2 do
    local hold, ends = read(kept[i]), kept[i + 1] + 0
    -- One that ends later than any can, the server's clock was set back.
    local lives = hold and ends > now and (deed ~= 'take' or ends <= now + ARGV[4])
    if lives and hold.who == token then
        mine = hold
    elseif lives then
        others[#others + 1] = hold
        answer[#answer + 1] = kept[i]
        answer[#answer + 1] = ends - now
    end
    if not lives and deed ~= 'look' then
        call('ZREM', KEYS[1], kept[i])
    end
end

if deed == 'release' then
    answer[1] = mine and call('ZREM', KEYS[1], mine.member) or 0
elseif deed == 'take' then
    local wish, places = read(ARGV[6]), ARGV[5] + 0
    local there = {}
    for _, hold in ipairs(others) do
        -- Who came beside one's own hold, came on purpose.
        if crosses(wish, hold) and not (mine and crosses(mine, hold)) then
            there[#there + 1] = hold
        end
    end
    for _, hold in ipairs(there) do
        local moment, atOnce = math.max(hold.from, wish.from), 0
        for _, other in ipairs(there) do
            if other.from <= moment and other.to > moment then
                atOnce = atOnce + 1
            end
        end
        if places > 0 and atOnce >= places then
            answer[1] = 0
        end
    end
    if answer[1] == 1 then
        if mine and mine.member ~= wish.member then
            call('ZREM', KEYS[1], mine.member)
        end
        call('ZADD', KEYS[1], now + ARGV[3], wish.member)
        local left = call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
        call('PEXPIRE', KEYS[1], left[2] - now)
    end
end
return answer
