// What the bench needs before any clock runs: a lab's keys in a temporary directory, tokens, assertions, the lab's answers.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab } from '../dist/index.js';
import { openStorage } from '../dist/lab/storage.js';
import {
  acsHost,
  acsIssuerId,
  acsTokenPath,
  exchangeApplicationId,
  jwtBearerGrant,
  paths,
} from '../dist/protocol/well-known.js';
import { systemRandom } from '../dist/random.js';
import { openConnections, post, send } from './client.js';

export const ewsHost = 'owa.msxfaq.de';
const mailbox = 'user2@msxfaq.de';

/** What Test-OAuthConnectivity sends. */
const getFolder = `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2012"/></soap:Header><soap:Body><m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></soap:Body></soap:Envelope>`;

/** A week of somebody's time, merged and in detail: what Exchange asks the other half of a hybrid for. */
function getUserAvailability(now) {
  const time = (days) => new Date(now + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 19);
  const transition = (month, hour, bias) =>
    `<t:Bias>${bias}</t:Bias><t:Time>${hour}:00:00</t:Time><t:DayOrder>5</t:DayOrder><t:Month>${month}</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek>`;
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2012"/></soap:Header><soap:Body><m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>-60</t:Bias><t:StandardTime>${transition(10, '03', 0)}</t:StandardTime><t:DaylightTime>${transition(3, '02', -60)}</t:DaylightTime></t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>${mailbox}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>${time(-2)}</t:StartTime><t:EndTime>${time(5)}</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>DetailedMerged</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest></soap:Body></soap:Envelope>`;
}

/** A POST to EWS as Exchange Online sends it. */
export function ewsRequest(token = '', body = getFolder) {
  const headers = {
    Host: ewsHost,
    'User-Agent': 'ASProxy/CrossForest/EmailDomain//15.20.9156.015',
    Accept: 'text/xml',
    'Content-Type': 'text/xml; charset=utf-8',
    Authorization: `Bearer ${token}`.trim(),
    'client-request-id': '6f0c4a3e-8a4b-4c0e-9d55-0c9f0f7d2a11',
    'return-client-request-id': 'true',
  };
  return post(paths.ews, headers, body);
}

function tokenRequest(tenantId, assertion) {
  const form = { grant_type: jwtBearerGrant, assertion, resource: `${exchangeApplicationId}/${ewsHost}@${tenantId}` };
  const headers = { Host: acsHost, 'Content-Type': 'application/x-www-form-urlencoded' };
  return post(acsTokenPath(tenantId), headers, new URLSearchParams(form).toString());
}

/** Makes a lab in a temporary directory and takes from it what is needed; `close` removes the directory. */
export async function prepare({ tokens = 0 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-bench-'));
  const close = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const dataDir = join(folder, 'lab');
    const made = await makeRequests(dataDir, tokens);
    const { certificates } = await openStorage({ dataDir }, systemRandom);
    let copies = 0;
    /** A lab of its own with the same keys. */
    const copyLab = async () => {
      copies += 1;
      const copy = join(folder, String(copies));
      await cp(dataDir, copy, { recursive: true });
      return copy;
    };
    return { ...made, certificates, copyLab, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeRequests(dataDir, tokens) {
  const lab = await startLab({ dataDir, exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0 });
  try {
    const { tenantId } = lab;
    const issue = () =>
      lab.tokens.issue({ kind: 'actAsUser', host: ewsHost, mailbox, actorClaims: { jti: systemRandom.uuid() } });
    const repeated = [ewsRequest(issue().token)];
    const varied = Array.from({ length: tokens }, () => ewsRequest(issue().token));
    const assertions = Array.from({ length: tokens }, () => tokenRequest(tenantId, assertionOf(lab)));
    const freeBusy = [ewsRequest(issue().token, getUserAvailability(Date.now()))];
    const [ews, availability, token] = await Promise.all([
      once({ port: portOf(lab.exchange.httpUrl) }, repeated),
      once({ port: portOf(lab.exchange.httpUrl) }, freeBusy),
      once({ port: portOf(lab.cloud.url), ca: lab.ca, servername: acsHost }, [
        tokenRequest(tenantId, assertionOf(lab)),
      ]),
    ]);
    const answers = {
      ews: ews.body.toString(),
      freeBusy: availability.body.toString(),
      token: JSON.parse(token.body.toString()),
    };
    const requests = { anonymous: [ewsRequest()], repeated, freeBusy, varied, assertions };
    return { tenantId, ca: lab.ca, answers, requests };
  } finally {
    await lab.close();
  }
}

/** A client assertion as Exchange makes it, different each time. */
function assertionOf({ tokens, tenantId }) {
  const claims = {
    iss: `${exchangeApplicationId}@${tenantId}`,
    aud: `${acsIssuerId}/${acsHost}@${tenantId}`,
    nameid: null,
    trustedfordelegation: null,
    jti: systemRandom.uuid(),
  };
  return tokens.issue({ kind: 'selfIssued', claims }).token;
}

async function once(target, requests) {
  const connections = await openConnections(target, 1);
  const answer = await send(connections, { requests, count: 1, status: 200 });
  for (const connection of connections) connection.close();
  return answer;
}

function portOf(url) {
  return Number(new URL(url).port);
}
