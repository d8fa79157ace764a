/**
 * The text of a file that PowerShell, an editor or a mail program has written: `>` writes UTF-16 with a byte order mark,
 * others UTF-8 with or without one, older ones the system's code page. Undefined: it is no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes); // takes the mark away
  return text.includes('\0') ? undefined : text.replace(/\r\n?/g, '\n');
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (looksLikeUtf16(bytes)) return 'utf-16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** No mark, yet every second byte is zero, as in a piece cut out of such a file. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 512);
  const zeros = sample.filter((byte, index) => index % 2 === 1 && byte === 0).length;
  return sample.length >= 4 && zeros > sample.length / 2 / 1.2;
}
