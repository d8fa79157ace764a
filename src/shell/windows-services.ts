import { CmdletError, type LabContext } from './cmdlet.js';

/** A Windows service of an on-premises server whose restart does something in the lab. */
interface WindowsService {
  readonly name: string;
  readonly displayName: string;
  restart(context: LabContext): Promise<void> | void;
}

const services: readonly WindowsService[] = [
  {
    name: 'MSExchangeServiceHost',
    displayName: 'Microsoft Exchange Service Host',
    restart: ({ serviceHost }) => serviceHost.restart(),
  },
  {
    name: 'W3SVC',
    displayName: 'World Wide Web Publishing Service',
    restart: ({ workerProcesses }) => workerProcesses.recycle(),
  },
  {
    name: 'WAS',
    displayName: 'Windows Process Activation Service',
    restart: ({ workerProcesses }) => workerProcesses.recycle(),
  },
];

/** The services of these names, `*` and `?` being wildcards; all of them when none is given. */
export function servicesNamed(names: readonly string[] = ['*']): readonly WindowsService[] {
  const found = names.flatMap((name) => {
    const matching = services.filter((service) => matchesWildcard(service.name, name));
    if (matching.length === 0 && !/[*?]/.test(name)) throw noService(name);
    return matching;
  });
  return [...new Set(found)];
}

/** Names that Exchange and Windows have and the lab does not play are refused by name; others in PowerShell's words. */
function noService(name: string): CmdletError {
  if (!/^(?:MSExchange|IISADMIN|HostControllerService|FMS)/i.test(name)) {
    return new CmdletError('ObjectNotFound', `Cannot find any service with service name '${name}'.`);
  }
  const known = services.map((service) => service.name).join(', ');
  return new CmdletError(
    'ObjectNotFound',
    `[lab] The lab does not play the service '${name}': nothing in it depends on that one. It has ${known}.`,
  );
}

/** PowerShell's wildcards, without the ranges in brackets. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '[\\s\\S]*')
    .replaceAll('?', '[\\s\\S]');
  return new RegExp(`^${source}$`, 'i').test(text);
}
