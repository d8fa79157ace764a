import type { Cause } from '../cause.js';

export const tokenUnreadable: Cause = {
  id: 'token-unreadable',
  title: 'What follows Bearer is no token that can be read',
  part: 'client',
  explanation:
    'It is not of the form header.payload.signature in base64url: cut off by a device or a header limit, quoted, or no JWT at all.',
  tellApart: [
    "The reason holds the library's words, such as Jwt10204.",
    'A token that is cut ends without the second or third part; compare its length at the client and in the log.',
  ],
  fix: [
    { say: 'See what arrives (Request-Authorization in the IIS log) and compare with what the client sends.' },
    { say: 'Look whether a device limits the length of headers.' },
  ],
  sources: ['facts/oauth-inbound §1.3 (2022) and §1.4 step 5'],
};
