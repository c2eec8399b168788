import { answered, spoken } from "@/api/client";

/** Fetches a file and gives it to the browser to keep, by the name that the server has for it. */
export async function download(address: string): Promise<void> {
  const response = await fetch(address, {
    credentials: "same-origin",
    headers: { "Accept-Language": spoken() },
  });
  if (!response.ok) {
    await answered(Promise.resolve({ response, error: await response.json().catch(() => null) }));
  }
  keep(await response.blob(), fileName(response.headers.get("Content-Disposition")));
}

export function fileName(disposition: string | null): string {
  return /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "table.csv";
}

function keep(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
