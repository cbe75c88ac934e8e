/** Keeps the last `max` values made, by key. */
export function lru<V>(max: number, make: (key: string) => V): (key: string) => V {
  const values = new Map<string, V>()
  return (key) => {
    let value = values.get(key)
    if (value === undefined) {
      value = make(key)
      if (values.size >= max) values.delete(values.keys().next().value!)
    } else {
      values.delete(key)
    }
    values.set(key, value)
    return value
  }
}
