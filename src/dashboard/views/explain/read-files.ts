import { base64Of, encodingOf } from './log-choice.js';

/** A log as `POST /api/analyze-log` takes it. */
export interface SentFile {
  readonly name: string;
  /** base64 */
  readonly FileData: string;
}

/** A file's bytes as base64; the browser makes it faster than a script does. Throws DOMException when it can't be read. */
export async function readToSend(file: File): Promise<SentFile> {
  const dataUrl = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { name: file.name, FileData: base64Of(dataUrl) };
}

/** A file's text, in the encoding that its first bytes name. */
export async function readFileText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
