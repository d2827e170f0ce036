-- Keeps a ban and tells everybody. Returns 1 if there was none in force.
-- KEYS: a hash of bans, a sorted set of when they end. ARGV: name, sealed ban, its end, now, the most bans, channel, message.
local bans, ends = KEYS[1], KEYS[2]
local name, until_, now, most = ARGV[1], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])

local before = redis.call('ZSCORE', ends, name)
local function forget(names)
  for _, each in ipairs(names) do
    redis.call('HDEL', bans, each)
    redis.call('ZREM', ends, each)
  end
end
forget(redis.call('ZRANGEBYSCORE', ends, '-inf', now, 'LIMIT', 0, 100))
redis.call('HSET', bans, name, ARGV[2])
redis.call('ZADD', ends, until_, name)
local surplus = redis.call('ZCARD', ends) - most
if surplus > 0 then
  forget(redis.call('ZRANGE', ends, 0, math.min(surplus, 100) - 1))
end
for _, key in ipairs(KEYS) do
  if redis.call('PTTL', key) < until_ - now then
    redis.call('PEXPIRE', key, math.max(until_ - now, 1))
  end
end
redis.call('PUBLISH', ARGV[6], ARGV[7])
return before and tonumber(before) > now and 0 or 1
