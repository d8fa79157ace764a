import { cloudHosts } from '../directory/world.js';

/** Domains of Microsoft's, of every cloud: their names are no organisation's, and the lab must not play them as one. */
const domains: readonly string[] = [
  'chinacloudapi.cn',
  'live.com',
  'microsoft.com',
  'microsoftonline.cn',
  'microsoftonline.com',
  'microsoftonline.de',
  'microsoftonline.us',
  'msappproxy.net',
  'office.com',
  'office.de',
  'office365.com',
  'office365.us',
  'onmicrosoft.cn',
  'onmicrosoft.com',
  'onmicrosoft.de',
  'onmicrosoft.us',
  'onmschina.cn',
  'outlook.cn',
  'outlook.com',
  'outlook.de',
  'windows.net',
];

export function isMicrosoftName(name: string): boolean {
  const folded = name.toLowerCase();
  return domains.some((domain) => folded === domain || folded.endsWith(`.${domain}`));
}

/** The published name of an Exchange behind the Hybrid Agent. */
export function isHybridAgentName(name: string): boolean {
  return name.toLowerCase().endsWith('.msappproxy.net');
}

/** A host on which the lab's cloud answers. */
export function isLabCloudHost(host: string): boolean {
  return (cloudHosts as readonly string[]).includes(host.toLowerCase());
}

/** The host of a URL in lower case; undefined when it is none. */
export function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : undefined;
}
