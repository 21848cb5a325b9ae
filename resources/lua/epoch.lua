-- Gives the epoch KEYS[1] the new value ARGV[1] unless KEYS[2] says that somebody has done so since
-- this run of this server began; both live for ARGV[2] milliseconds. Answers which run it is.
local info = redis.pcall('INFO', 'server')
local run = type(info) == 'string' and string.match(info, 'run_id:(%w+)') or ''
if run == '' or redis.call('GET', KEYS[2]) ~= run or redis.call('EXISTS', KEYS[1]) == 0 then
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
    redis.call('SET', KEYS[2], run, 'PX', ARGV[2])
else
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
return run
