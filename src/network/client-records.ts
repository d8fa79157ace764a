/** Types of TLS records (RFC 8446 §5.1 and B.1). */
const changeCipherSpec = 20;
const handshake = 22;
const applicationData = 23;
const headerLength = 5;

/**
 * Reads the records that a client of TLS sends, as a firewall sees them: types and lengths, the rest may be encrypted. In
 * TLS 1.2 and before, the last of the handshake is a handshake record behind change_cipher_spec, and the first application
 * data is the request. In TLS 1.3 the last of the handshake looks like application data already, so the second is.
 */
export class ClientRecords {
  readonly #header = Buffer.alloc(headerLength);
  #headerBytes = 0;
  /** Of the record's body, still to come. */
  #bodyBytes = 0;
  #lastType = 0;
  #beforeTls13 = false;
  #applicationData = 0;

  /** Takes the next bytes; whether, with them, a request has begun. */
  holdRequest(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length; ) {
      if (this.#bodyBytes > 0) {
        const length = Math.min(this.#bodyBytes, chunk.length - at);
        this.#bodyBytes -= length;
        at += length;
        continue;
      }
      const copied = chunk.copy(this.#header, this.#headerBytes, at, at + headerLength - this.#headerBytes);
      at += copied;
      this.#headerBytes += copied;
      if (this.#headerBytes === headerLength) this.#begin(this.#header.readUInt8(0), this.#header.readUInt16BE(3));
    }
    return this.#applicationData >= (this.#beforeTls13 ? 1 : 2);
  }

  #begin(type: number, length: number): void {
    if (type === handshake && this.#lastType === changeCipherSpec) this.#beforeTls13 = true;
    if (type === applicationData) this.#applicationData++;
    this.#lastType = type;
    this.#bodyBytes = length;
    this.#headerBytes = 0;
  }
}
