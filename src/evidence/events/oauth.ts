import type { NewEvent } from '../event-log.js';

/**
 * The events of the source MSExchange OAuth. Their numbers and what they are about are known, not their texts nor their
 * entry types (facts/oauth-inbound §5): the words are the lab's, and say so.
 */
function oauthEvent(eventId: number, entryType: NewEvent['entryType'], machineName: string, words: string): NewEvent {
  const message = `[lab] ${words}`;
  return { log: 'Application', entryType, source: 'MSExchange OAuth', eventId, message, machineName };
}

/** An issuer of tokens as its cmdlets name it: `auth server 'EvoSts'`. */
export function authServerNamed(name: string): string {
  return `auth server '${name}'`;
}

export function partnerApplicationNamed(name: string): string {
  return `partner application '${name}'`;
}

export function configurationNotLoaded(minutes: number, machineName: string): NewEvent {
  const words = `The OAuth configuration could not be loaded for ${minutes} minutes: Active Directory can't be asked. What was loaded before still counts.`;
  return oauthEvent(2001, 'Error', machineName, words);
}

export function partnerWithoutCertificates(name: string, machineName: string): NewEvent {
  const words = `The ${partnerApplicationNamed(name)} has its own metadata and no certificates: it is no trusted issuer.`;
  return oauthEvent(2002, 'Warning', machineName, words);
}

export function authServerWithoutCertificates(name: string, machineName: string): NewEvent {
  const words = `The ${authServerNamed(name)} has no certificates: it is no trusted issuer, and the issuer of its tokens is unknown.`;
  return oauthEvent(2003, 'Warning', machineName, words);
}

export function signingCertificateUnusable(
  thumbprint: string,
  problem: 'missing' | 'noPrivateKey',
  machineName: string,
): NewEvent {
  const why = problem === 'missing' ? 'is missing' : 'has no private key';
  const words = `The signing certificate with thumbprint '${thumbprint}' ${why} on this server: it can't ask for a token.`;
  return oauthEvent(2004, 'Error', machineName, words);
}

export function certificatesUnreadable(count: number, of: string, machineName: string): NewEvent {
  const words = `Cannot read certificates: ${count} of the ${of}. They don't count.`;
  return oauthEvent(2005, 'Error', machineName, words);
}

export function tokenNotAuthenticated(issuer: string, machineName: string): NewEvent {
  const words = `Cannot authenticate a token: no certificate known of the ${issuer} made its signature.`;
  return oauthEvent(2006, 'Warning', machineName, words);
}

export function metadataNotRead(name: string, reason: string, machineName: string): NewEvent {
  const words = `The metadata of the ${authServerNamed(name)} could not be read: ${reason}`;
  return oauthEvent(2007, 'Warning', machineName, words);
}

export function newCertificatesRead(name: string, thumbprints: readonly string[], machineName: string): NewEvent {
  const words = `The metadata of the ${authServerNamed(name)} has new certificates: ${thumbprints.join(', ')}. They count when the configuration is loaded again.`;
  return oauthEvent(2008, 'Information', machineName, words);
}

export function severalDefaultEndpoints(names: readonly string[], machineName: string): NewEvent {
  const listed = names.map((name) => `'${name}'`).join(', ');
  const words = `There is more than one default authorization endpoint: ${listed}. The challenge names none.`;
  return oauthEvent(2009, 'Warning', machineName, words);
}
