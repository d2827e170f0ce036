-- Forgets the event that was counted last. KEYS: a hash of counters. ARGV: the counter's name. See count.lua for what a counter is.
local stored = redis.call('HGET', KEYS[1], ARGV[1])
if not stored or string.byte(stored) ~= 1 or #stored % 12 ~= 1 or #stored == 1 then
  return 0
end
local at, events = struct.unpack('>I8I4', stored, #stored - 11)
local others = string.sub(stored, 1, -13)
if events > 1 then
  redis.call('HSET', KEYS[1], ARGV[1], others .. struct.pack('>I8I4', at, events - 1))
elseif #others > 1 then
  redis.call('HSET', KEYS[1], ARGV[1], others)
else
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return 1
