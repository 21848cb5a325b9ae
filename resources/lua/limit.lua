-- Whether requests pass their limits, one after the other, each spending one of every limit of its own,
-- or of none where one refuses. ARGV: how many policies there are; of each 'log' or 'gcra', how many,
-- in how many microseconds, and the same in milliseconds; of each request what it is called, in bytes,
-- and a letter for each of its limits: which policy, from 'A' on. KEYS are their limits in that order. A
-- request without a name looks and spends nothing. Answers five numbers a request: whether it passes,
-- which of its limits decided, how many that has left, and the microseconds until one more passes and
-- until all are available.
-- Written in one piece: a function or a table more a run costs as much as a command, and so does a number
-- that Redis has to spell.
local call, floor, ceil, sub, byte = redis.call, math.floor, math.ceil, string.sub, string.byte
local time = call('TIME')
local now = time[1] * 1000000 + time[2]
local answer, before = {}, 0
local written = {} -- By limit: GCRA's new value, or true for a line in the log.

for word = 4 * ARGV[1] + 2, #ARGV, 2 do
    local request, letters = ARGV[word], ARGV[word + 1]
    local spends, mark = request ~= '', sub(request, 1, 8)
    local passes, decisive, left, retry, reset, share
    for i = 1, #letters do
        local key, policy = KEYS[before + i], 4 * byte(letters, i) - 258
        local limit, window = ARGV[policy + 1] + 0, ARGV[policy + 2] + 0
        local p, l, wait, full = true, 0, 0, window
        if ARGV[policy] == 'gcra' then
            -- When the next one would come if all came evenly, in 16 digits, and the requests let through, 8
            -- bytes each and no more: Redis looks at every byte of a text that a script handles.
            local kept = call('GET', key) or ''
            local step, at = window / limit, kept ~= '' and sub(kept, 1, 16) + 0 or now
            if at < now then
                at = now
            elseif at > now + window then
                at = now + window -- The server's clock was set back.
            end
            local missing = at + step - window - now
            if spends and string.find(kept, mark, 17, true) then
                missing = 0
            elseif missing > 0.5 then -- Half a microsecond is rounding.
                p, wait = false, missing
            elseif spends then
                at = at + step -- No window sees more than twice the limit.
                written[before + i] = string.format('%d', at + 0.5) .. sub(kept, #kept > 16 * limit and 25 or 17)
                    .. mark
            end
            l, full = floor((window - at + now) / step + 1e-9), at - now
        else
            -- An exact log: a sorted set of requests by their time.
            call('ZREMRANGEBYSCORE', key, '-inf', string.format('%d', now - window))
            local count = call('ZCARD', key)
            if count < limit and spends then
                written[before + i] = true
                l = limit - count - 1
            else
                local newest = call('ZRANGE', key, -1, -1, 'WITHSCORES')
                full = newest[2] and newest[2] + window - now or 0
                l = limit - count
                if count >= limit and not (spends and call('ZSCORE', key, request)) then
                    local inTheWay = call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
                    p, wait = false, inTheWay[2] + window - now
                end
            end
        end
        l = l > 0 and l or 0
        local isWorse = passes == nil or passes and not p
        if p == passes then
            isWorse = p and l / limit < share or not p and wait > retry
        end
        if isWorse then
            passes, decisive, left, retry, reset, share = p, i, l, wait, full, l / limit
        end
    end

    for i = passes and 1 or #letters + 1, #letters do
        local key, value = KEYS[before + i], written[before + i]
        local life = ARGV[4 * byte(letters, i) - 255]
        if value == true then
            if call('ZADD', key, 'NX', string.format('%d', now), request) == 1 then
                call('PEXPIRE', key, life)
            end
        elseif value then
            call('SET', key, value, 'PX', life)
        end
    end
    before = before + #letters
    local n = #answer
    answer[n + 1], answer[n + 2], answer[n + 3] = passes and 1 or 0, decisive, left
    answer[n + 4], answer[n + 5] = ceil(retry), ceil(reset)
end
return answer
