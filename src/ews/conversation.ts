import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Hundreds of nanoseconds since 1601, as Windows counts time. */
function fileTime(moment: number): bigint {
  return (BigInt(moment) + 11_644_473_600_000n) * 10_000n;
}

const guidBytes = 16;
/** A reserved byte, five of the time and a GUID (MS-OXOMSG, PidTagConversationIndex). */
const headerBytes = 6 + guidBytes;

/** The index of the first message of a conversation: when it was sent, and an id that comes from the message's own. */
function firstIndex(messageId: string, moment: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(fileTime(moment));
  const id = createHash('sha256').update(messageId).digest().subarray(0, guidBytes);
  return Buffer.concat([time.subarray(0, headerBytes - guidBytes), id]);
}

/** A reply's: that of what it answers and five bytes more, that say how much later it is. */
function nextIndex(before: Buffer, moment: number): Buffer {
  const began = Buffer.concat([before.subarray(0, headerBytes - guidBytes), Buffer.alloc(2)]).readBigUInt64BE();
  const later = fileTime(moment) - began;
  const block = Buffer.alloc(5);
  block.writeUInt32BE(Number((later >> 18n) & 0x7fff_ffffn));
  return Buffer.concat([before, block]);
}

/** Which conversation a message belongs to: a new one, or that of the message it answers. */
export function conversationOf(
  messageId: string,
  moment: number,
  answered: string | undefined,
): { readonly ConversationIndex: string; readonly ConversationId: { readonly Id: string } } {
  const before = Buffer.from(answered ?? '', 'base64');
  const index = before.length >= headerBytes ? nextIndex(before, moment) : firstIndex(messageId, moment);
  const id = index.subarray(headerBytes - guidBytes, headerBytes);
  return { ConversationIndex: index.toString('base64'), ConversationId: { Id: id.toString('base64') } };
}
