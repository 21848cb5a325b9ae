-- Whether the request ARGV[1] passes all limits KEYS, spending one of each, or of none where one
-- refuses. Three words in ARGV for each limit: 'log' or 'gcra', how many, in how many microseconds. An
-- empty request looks and spends nothing. Answers: whether it passes, which limit decided, how many it
-- has left, and the microseconds until one more passes and until all are available.
-- Written in one piece: a function or a table more a run costs as much as a command.
local call, floor, ceil, sub = redis.call, math.floor, math.ceil, string.sub
local time = call('TIME')
local now = time[1] * 1000000 + time[2]
local request = ARGV[1]
local mark = ':' .. sub(request, 1, 12)
local spends = request ~= ''
local passes, decisive, left, retry, reset, share
local written = {} -- By limit: GCRA's new value, or true for a line in the log.

for i = 1, #KEYS do
    local key, limit, window = KEYS[i], ARGV[3 * i] + 0, ARGV[3 * i + 1] + 0
    local p, l, wait, full = true, 0, 0, window
    if ARGV[3 * i - 1] == 'gcra' then
        -- When the next one would come if all came evenly, in 16 digits, and the requests let through.
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
            at = at + step
            -- No window sees more than twice the limit.
            written[i] = string.format('%.0f', at) .. sub(kept, #kept > 26 * limit and 30 or 17) .. mark
        end
        l, full = floor((window - at + now) / step + 1e-9), at - now
    else
        -- An exact log: a sorted set of requests by their time.
        call('ZREMRANGEBYSCORE', key, '-inf', now - window)
        local count = call('ZCARD', key)
        if count < limit and spends then
            written[i] = true
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

for i, value in pairs(passes and written or {}) do
    local life = ceil(ARGV[3 * i + 1] / 1000)
    if value ~= true then
        call('SET', KEYS[i], value, 'PX', life)
    elseif call('ZADD', KEYS[i], 'NX', now, request) == 1 then
        call('PEXPIRE', KEYS[i], life)
    end
end
return {passes and 1 or 0, decisive, left, ceil(retry), ceil(reset)}
