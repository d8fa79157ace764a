import { headerValue } from '../../protocol/wire.js';
import type { SiteRequest } from '../site.js';
import { logonBasic } from './basic.js';
import type { Logon } from './logon.js';
import { type Attempt, WindowsAuthentication, type WindowsAuthenticationOptions } from './windows.js';

/** IIS's own authentication of a virtual directory: Windows and Basic, as far as they are on. */
export class IisAuthentication {
  readonly #organization: WindowsAuthenticationOptions['organization'];
  readonly #windows: WindowsAuthentication;

  constructor(options: WindowsAuthenticationOptions) {
    this.#organization = options.organization;
    this.#windows = new WindowsAuthentication(options);
  }

  /** What iisreset does. */
  recycle(): void {
    this.#windows.recycle();
  }

  /** Undefined for what is none of IIS's business: no credentials, a bearer token, a scheme that is off or nobody knows. */
  logon(request: SiteRequest, { directory, schemes }: Omit<Attempt, 'connection'>): Logon | undefined {
    const authorization = headerValue(request.headers, 'authorization')?.trim() ?? '';
    if (/^bearer/i.test(authorization)) return undefined; // the OAuth module's, and long
    const [, scheme = '', credential = ''] = /^(\S+)\s*(.*)$/s.exec(authorization) ?? [];
    const attempt = { connection: request.connection, directory, schemes };
    switch (scheme.toLowerCase()) {
      case '':
        return directory.windowsAuthentication ? this.#windows.remembered(attempt) : undefined;
      case 'negotiate':
      case 'ntlm':
        return directory.windowsAuthentication ? this.#windows.logon(attempt, scheme, credential) : undefined;
      case 'basic':
        return directory.basicAuthentication ? logonBasic(credential, this.#organization(), schemes) : undefined;
      default:
        return undefined;
    }
  }
}
