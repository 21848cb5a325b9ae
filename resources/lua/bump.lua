-- New generations ARGV[2…] for the tags KEYS, each for ARGV[1] milliseconds. Where memory has run
-- out the old one goes at least, which kills as many entries.
for i, key in ipairs(KEYS) do
    local set = redis.pcall('SET', key, ARGV[i + 1], 'PX', ARGV[1])
    if set.err then
        redis.call('DEL', key)
    end
end
return redis.status_reply('OK')
