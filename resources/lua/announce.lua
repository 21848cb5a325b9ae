-- Announces a change: of KEYS, the first ARGV[1] are tags that must have the generations that follow
-- in ARGV after its first five, or nothing is done and the answer is 0. The next ARGV[2] are tags
-- that get the generations that follow, for ARGV[4] milliseconds; the next ARGV[3] entries, each
-- with its bytes and how long it lives. A last one says for ARGV[5] milliseconds that the change was
-- announced. Where memory has run out the old generation goes at least, which kills as many entries.
local known, tags, entries = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
for i = 1, known do
    if redis.call('GET', KEYS[i]) ~= ARGV[5 + i] then
        return 0
    end
end
local function put(key, value, life)
    if redis.pcall('SET', key, value, 'PX', life).err then
        redis.call('DEL', key)
    end
end
for i = known + 1, known + tags do
    put(KEYS[i], ARGV[5 + i], ARGV[4])
end
for i = 1, entries do
    local value = 5 + known + tags + 2 * i
    put(KEYS[known + tags + i], ARGV[value - 1], ARGV[value])
end
local change = KEYS[known + tags + entries + 1]
if change then
    put(change, '1', ARGV[5])
end
return redis.status_reply('OK')
