-- Shows that Redis runs scripts and takes writes. KEYS: a key. ARGV: its time to live in ms.
return redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
