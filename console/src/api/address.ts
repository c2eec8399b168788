type Value = string | readonly string[] | undefined;

/** An address with what is known of a query; a list is named as often as it has values. */
export function address(path: string, query: Record<string, Value>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value ?? []].flat()) parts.append(name, each);
  }
  return parts.size > 0 ? `${path}?${parts}` : path;
}
