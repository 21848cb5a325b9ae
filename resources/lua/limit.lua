-- Whether the request ARGV[1] passes all limits KEYS[1…], spending one of each, or of none where one
-- refuses. The last key marks the request. Three words in ARGV for each limit: 'log' or 'gcra', how
-- many, in how many microseconds. An empty request looks and spends nothing. Answers: whether it
-- passes, which limit decided, how many it has left, and the microseconds until one more passes and
-- until all are available.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local request, marker = ARGV[1], KEYS[#KEYS]
local isLook = request == ''
local isMarked, isKnown = false, false
local spending = {}

local function exact(number)
    return string.format('%.17g', number)
end

-- An exact log: a sorted set of requests by their time.
local function log(key, limit, window)
    redis.call('ZREMRANGEBYSCORE', key, '-inf', exact(now - window))
    local count = redis.call('ZCARD', key)
    if not isLook and count < limit then
        spending[#spending + 1] = function()
            if redis.call('ZADD', key, 'NX', exact(now), request) == 1 then
                redis.call('PEXPIRE', key, exact(math.ceil(window / 1000)))
            end
        end
        return true, limit - count - 1, 0, window
    end
    local newest = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES')
    local reset = newest[2] and newest[2] + window - now or 0
    if count < limit or (not isLook and redis.call('ZSCORE', key, request)) then
        return true, math.max(0, limit - count), 0, reset
    end
    local inTheWay = redis.call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
    return false, 0, inTheWay[2] + window - now, reset
end

-- GCRA: when the next one would come if all came evenly. Half a microsecond is rounding.
local function gcra(key, limit, window)
    if not isLook and not isMarked then
        isMarked = true
        isKnown = not redis.call('SET', marker, '', 'NX', 'PX', exact(math.ceil(window / 1000)))
    end
    local step = window / limit
    local before = math.min(math.max(tonumber(redis.call('GET', key) or now), now), now + window)
    local missing = before + step - window - now
    if isLook or isKnown then
        local left = math.max(0, math.floor((window - before + now) / step + 1e-9))
        return missing <= 0.5 or isKnown, left, isKnown and 0 or math.max(0, missing), before - now
    end
    if missing > 0.5 then
        local left = math.max(0, math.floor((window - before + now) / step + 1e-9))
        return false, left, missing, before - now
    end
    local after = before + step
    spending[#spending + 1] = function()
        redis.call('SET', key, exact(after), 'PX', exact(math.ceil((after - now) / 1000)))
    end
    return true, math.max(0, math.floor((window - after + now) / step + 1e-9)), 0, after - now
end

local passes, decisive, left, retry, reset, share
for i = 1, #KEYS - 1 do
    local limit = tonumber(ARGV[3 * i])
    local count = ARGV[3 * i - 1] == 'log' and log or gcra
    local p, l, a, r = count(KEYS[i], limit, tonumber(ARGV[3 * i + 1]))
    local isWorse
    if p == passes then
        isWorse = p and l / limit < share or not p and a > retry
    else
        isWorse = passes == nil or not p
    end
    if isWorse then
        passes, decisive, left, retry, reset, share = p, i, l, a, r, l / limit
    end
end
if passes then
    for _, spend in ipairs(spending) do
        spend()
    end
elseif isMarked and not isKnown then
    redis.call('DEL', marker)
end
return {passes and 1 or 0, decisive, left, math.ceil(retry), math.ceil(reset)}
