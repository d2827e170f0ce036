-- Counts an event in a sliding window, unless the window is full. Returns the number of events, or one more than the window takes.
-- KEYS: a hash of counters. ARGV: the counter's name, now, window, the most it takes, the length of a slot (all times in ms), room in the hash.
-- A counter is a version byte and, for each slot, its time and its number of events. A slot of length 0 is a moment.
local key, name = KEYS[1], ARGV[1]
local now, window, max, step, room =
  tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local lifetime = window + step
local slot = step > 0 and now - now % step or now

-- Reads the slots that still count. A slot from a future further away than the window comes from a broken clock.
local slots, count, current = {}, 0, nil
local stored = redis.call('HGET', key, name)
if stored and string.byte(stored) == 1 and #stored % 12 == 1 then
  for i = 2, #stored, 12 do
    local at, events = struct.unpack('>I8I4', stored, i)
    if math.abs(now - at) < lifetime then
      slots[#slots + 1] = {at, events}
      count = count + events
      if at == slot then
        current = slots[#slots]
      end
    end
  end
end
if count >= max then
  return max + 1
end

if current then
  current[2] = current[2] + 1
else
  slots[#slots + 1] = {slot, 1}
end
local parts = {string.char(1)}
for _, each in ipairs(slots) do
  parts[#parts + 1] = struct.pack('>I8I4', each[1], each[2])
end
redis.call('HSET', key, name, table.concat(parts))
if redis.call('PTTL', key) < lifetime then
  redis.call('PEXPIRE', key, lifetime)
end

-- Makes room: expired counters go first, then those with the fewest events. A flood of clients does not evict one that is about to be banned.
if redis.call('HLEN', key) > room then
  local all, alive = redis.call('HGETALL', key), {}
  for i = 1, #all, 2 do
    local value, at, total = all[i + 1], 0, 0
    if #value % 12 == 1 then
      for j = 2, #value, 12 do
        local time, events = struct.unpack('>I8I4', value, j)
        at, total = math.max(at, time), total + events
      end
    end
    if math.abs(now - at) >= lifetime then
      redis.call('HDEL', key, all[i])
    elseif all[i] ~= name then
      alive[#alive + 1] = {total, at, all[i]}
    end
  end
  local surplus = #alive - math.floor(room * 3 / 4)
  if surplus > 0 then
    table.sort(alive, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
    for i = 1, surplus do
      redis.call('HDEL', key, alive[i][3])
    end
  end
end
return count + 1
