/** How a file travels: as it is, under a type that says nothing; the server looks at the bytes itself. */
export const asBytes = (file: File) =>
  ({
    body: file as never,
    bodySerializer: (body: unknown) => body as File,
    headers: { 'content-type': 'application/octet-stream' },
  }) as const

/** “1.4 MB”. */
export const sizeText = (bytes: number): string =>
  bytes < 1_000 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
