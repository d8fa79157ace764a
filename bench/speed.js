// The comparisons: every server in a process of its own, asked in turn, round after round, so that noise hits all alike.
import { acsHost, acsIssuerId, acsTokenPath, exchangeApplicationId, paths } from '../dist/protocol/well-known.js';
import { ewsHost, prepare } from './prepare.js';
import { Subject } from './subject.js';

/** What is compared with what: `limit` is how much CPU time per request may be, as a multiple of the yardstick's. */
export const comparisons = [
  { subject: 'anonymous', yardstick: 'empty', limit: 1.33 },
  { subject: 'repeated', yardstick: 'fastify', limit: 2 },
  { subject: 'freeBusy', yardstick: 'fastifyFreeBusy' },
  { subject: 'varied', yardstick: 'jose', limit: 1 },
  { subject: 'issued', yardstick: 'signing', limit: 1.1 },
];

export const titles = {
  empty: 'Fastify alone, same POST with an empty Bearer',
  fastify: 'Fastify alone, same POST, same body',
  fastifyFreeBusy: 'Fastify alone, same free/busy, same body',
  anonymous: 'lab, empty Bearer: 401 and challenge',
  repeated: 'lab, GetFolder, the same token again',
  freeBusy: 'lab, GetUserAvailability, the same token again',
  jose: 'Fastify and jose.jwtVerify, every token new',
  varied: 'lab, every token new: 200 and SOAP',
  signing: 'Fastify and one RSA-2048 signature',
  issued: 'lab, token endpoint, every assertion new',
};

/** The first round warms up, and is so much longer: V8 goes on compiling for nearly twenty thousand requests. */
const warmUp = 6;

/** Free/busy takes much longer than the rest: a part of the requests tells as much. */
const shares = { freeBusy: 0.1, fastifyFreeBusy: 0.1 };

/** Measures all; the result is `{ [transport]: { [subject]: [{ cpu, perSecond }, …one a round] } }`. */
export async function measureSpeed({ rounds, requests, transports, onRound }) {
  const prepared = await prepare({ tokens: Math.max(requests, 4096) });
  const subjects = {};
  try {
    for (const [name, options] of Object.entries(await subjectsOf(prepared)))
      subjects[name] = await Subject.start(options);
    return await runRounds(subjects, { rounds, requests, transports, ca: prepared.ca, onRound });
  } finally {
    for (const subject of Object.values(subjects)) await subject.stop();
    await prepared.close();
  }
}

async function runRounds(subjects, { rounds, requests, transports, ca, onRound }) {
  const results = Object.fromEntries(transports.map((transport) => [transport, {}]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const transport of transports) {
      for (const [name, subject] of Object.entries(subjects)) {
        const servername = name === 'issued' ? acsHost : ewsHost;
        const some = Math.ceil(requests * (shares[name] ?? 1));
        const count = round === 0 ? some * warmUp : some;
        const { cpu, perSecond } = await subject.measure({ count, transport, ca, servername });
        if (round === 0) continue;
        results[transport][name] ??= [];
        results[transport][name].push({ cpu, perSecond });
      }
    }
    onRound(round);
  }
  return results;
}

async function subjectsOf({ tenantId, certificates, answers, requests, copyLab }) {
  const identity = certificates.exchangeTls;
  const soap = { identity, target: paths.ews, contentType: 'text/xml; charset=utf-8', body: answers.ews };
  const token = {
    signingCertificate: certificates.tokenSigning.certificate,
    issuer: `${acsIssuerId}@${tenantId}`,
    audience: `${exchangeApplicationId}/${ewsHost}@${tenantId}`,
  };
  const lab = async () => ({ server: 'lab', setup: { dataDir: await copyLab() } });
  return {
    empty: { server: 'fastify', setup: soap, requests: requests.anonymous, status: 200 },
    fastify: { server: 'fastify', setup: soap, requests: requests.repeated, status: 200 },
    fastifyFreeBusy: {
      server: 'fastify',
      setup: { ...soap, body: answers.freeBusy },
      requests: requests.freeBusy,
      status: 200,
    },
    freeBusy: { ...(await lab()), requests: requests.freeBusy, status: 200 },
    anonymous: { ...(await lab()), requests: requests.anonymous, status: 401 },
    repeated: { ...(await lab()), requests: requests.repeated, status: 200 },
    jose: { server: 'jose', setup: { ...soap, ...token }, requests: requests.varied, status: 200 },
    varied: { ...(await lab()), requests: requests.varied, status: 200 },
    signing: {
      server: 'signing',
      setup: {
        identity,
        target: acsTokenPath(tenantId),
        signingKey: certificates.tokenSigning.privateKey,
        ...signedAnswer(answers.token),
      },
      requests: requests.assertions,
      status: 200,
    },
    issued: { server: 'cloud', setup: { dataDir: await copyLab() }, requests: requests.assertions, status: 200 },
  };
}

/** Header and claims of the token the lab's own endpoint gave, and the rest of its answer. */
function signedAnswer(answer) {
  const [header, claims] = answer.access_token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header), claims: JSON.parse(claims), answer };
}
