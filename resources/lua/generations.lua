-- The generations of the tags KEYS. One that is missing becomes its value in ARGV[2…]; each then
-- lives for at least half of ARGV[1] milliseconds more.
local found = redis.call('MGET', unpack(KEYS))
for i, key in ipairs(KEYS) do
    if not found[i] then
        redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1])
        found[i] = ARGV[i + 1]
    elseif redis.call('PTTL', key) < tonumber(ARGV[1]) / 2 then
        redis.call('PEXPIRE', key, ARGV[1])
    end
end
return found
