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

/** A POST to EWS as Exchange Online sends it. */
export function ewsRequest(token = '') {
  const headers = {
    Host: ewsHost,
    'User-Agent': 'ASProxy/CrossForest/EmailDomain//15.20.9156.015',
    Accept: 'text/xml',
    'Content-Type': 'text/xml; charset=utf-8',
    Authorization: `Bearer ${token}`.trim(),
    'client-request-id': '6f0c4a3e-8a4b-4c0e-9d55-0c9f0f7d2a11',
    'return-client-request-id': 'true',
  };
  return post(paths.ews, headers, getFolder);
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
    const [ews, token] = await Promise.all([
      once({ port: portOf(lab.exchange.httpUrl) }, repeated),
      once({ port: portOf(lab.cloud.url), ca: lab.ca, servername: acsHost }, [
        tokenRequest(tenantId, assertionOf(lab)),
      ]),
    ]);
    const answers = { ews: ews.body.toString(), token: JSON.parse(token.body.toString()) };
    return { tenantId, ca: lab.ca, answers, requests: { anonymous: [ewsRequest()], repeated, varied, assertions } };
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
