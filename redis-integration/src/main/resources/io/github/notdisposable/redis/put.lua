-- Keeps an answer, and tells everybody if it is in the place of another. KEYS: its key. ARGV: sealed answer, time to live in ms, channel, message.
local before = redis.call('EXISTS', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if before == 1 then
  redis.call('PUBLISH', ARGV[3], ARGV[4])
end
return before
