// An IIS log of a busy front end: nearly all of it is Outlook, phones and OWA; one line in two hundred is OAuth's.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { probeUserAgent } from '../../dist/protocol/well-known.js';

const standard =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status';
const start = Date.UTC(2025, 10, 3);

/** Requests of other clients: their share of the lines, and what they look like. */
const others = [
  [
    40,
    'POST',
    '/mapi/emsmdb/',
    'Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.17928;+Pro)',
    '200 0 0',
  ],
  [
    12,
    'POST',
    '/mapi/emsmdb/',
    'Microsoft+Office/16.0+(Windows+NT+10.0;+Microsoft+Outlook+16.0.17928;+Pro)',
    '401 1 2148074254',
  ],
  [20, 'POST', '/Microsoft-Server-ActiveSync/default.eas', 'Apple-iPhone14C2/2107.93', '200 0 0'],
  [
    14,
    'GET',
    '/owa/prem/15.2.1544.4/scripts/boot.js',
    'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36',
    '304 0 0',
  ],
  [6, 'POST', '/EWS/Exchange.asmx', 'AppleExchangeWebServices/818.0.1', '200 0 0'],
  [3, 'POST', '/EWS/Exchange.asmx', 'AppleExchangeWebServices/818.0.1', '401 1 2148074254'],
  [4.5, 'POST', '/autodiscover/autodiscover.xml', 'Microsoft+Office/16.0', '200 0 0'],
].map(([, method, path, userAgent, status], index, all) => {
  const upTo = all.slice(0, index + 1).reduce((sum, [share]) => sum + share, 0);
  return { upTo, method, path, userAgent, status };
});

/** A small generator of numbers below one, the same each time (mulberry32). */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes about that many bytes. With `token`, Authorization is logged and one line in fifty carries it. */
export async function writeLog(file, bytes, { token } = {}) {
  const out = createWriteStream(file);
  const random = chance(1);
  const fields = token ? `${standard} time-taken Request-Authorization X-Forwarded-For` : `${standard} time-taken`;
  let text = `#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2025-11-03 00:00:00\r\n#Fields: ${fields}\r\n`;
  let written = 0;
  let time = start;
  while (written < bytes) {
    for (let line = 0; line < 5000; line += 1) {
      time += random() * 60;
      text += random() < (token ? 0.02 : 0.005) ? oauthLines(random, time, token) : otherLine(random, time, token);
    }
    written += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end();
  await once(out, 'close');
}

function otherLine(random, time, token) {
  const place = random() * 99.5;
  const { method, path, userAgent, status } = others.find(({ upTo }) => place < upTo) ?? others[0];
  const user = status.startsWith('401') ? '-' : `CONTOSO\\user${Math.floor(random() * 5000)}`;
  const client = `10.1.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}`;
  const end = token ? `${Math.floor(random() * 400)} - -` : `${Math.floor(random() * 400)}`;
  return `${stamp(time)} 192.168.100.33 ${method} ${path} ${query(random)} 443 ${user} ${client} ${userAgent} - ${status} ${end}\r\n`;
}

/** The first 401 and what follows; one in ten is refused. */
function oauthLines(random, time, token) {
  const client = `40.99.157.${Math.floor(random() * 250)}`;
  const userAgent = random() < 0.2 ? probeUserAgent : 'ASProxy/CrossForest/EmailDomain//15.20.7000.000';
  const line = (at, status, authorization) =>
    `${stamp(at)} 192.168.100.33 POST /ews/Exchange.asmx ${query(random)} 443 - ${token ? '192.168.100.5' : client} ${userAgent} - ${status} 0 0 46${token ? ` ${authorization} ${client}` : ''}\r\n`;
  return line(time, 401, 'Bearer') + line(time + 400, random() < 0.1 ? 401 : 200, `Bearer+${token}`);
}

function query(random) {
  const id = () =>
    Math.floor(random() * 0x100000000)
      .toString(16)
      .padStart(8, '0');
  return `&CorrelationID=<empty>;&cafeReqId=${id()}-4133-4d0e-9ae1-${id()}0000;`;
}

function stamp(time) {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
