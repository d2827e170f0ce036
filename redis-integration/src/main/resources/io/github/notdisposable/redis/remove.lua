-- Forgets an answer and tells everybody, whether it was there or not. KEYS: its key. ARGV: channel, message.
redis.call('DEL', KEYS[1])
return redis.call('PUBLISH', ARGV[1], ARGV[2])
