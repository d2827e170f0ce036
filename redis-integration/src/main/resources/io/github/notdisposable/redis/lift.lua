-- Forgets a ban and tells everybody. Returns the sealed ban that there was, if any.
-- KEYS: a hash of bans, a sorted set of when they end. ARGV: name, channel, message.
local before = redis.call('HGET', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('PUBLISH', ARGV[2], ARGV[3])
return before
