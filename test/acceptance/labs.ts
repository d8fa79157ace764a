import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Organization, PartnerApplication } from '../../src/directory/organization.js';
import type { LabState } from '../../src/directory/state.js';
import { type Lab, type StartOptions, startLab } from '../../src/index.js';

/** Any free port for everything: tests never want the usual ones. */
export const freePorts = { exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0 } as const;

/** Skype for Business on-premises: a partner that vouches for itself, with certificates of its own. */
export const lync = '00000004-0000-0ff1-ce00-000000000000';
export function lyncPartner(online: PartnerApplication, certificateStrings: readonly string[]): PartnerApplication {
  return {
    ...online,
    name: 'Lync',
    applicationIdentifier: lync,
    realm: 'msxfaq.de',
    useAuthServer: false,
    certificateStrings,
  };
}

/** Labs of one test file: they share their keys, which take a while to make, and are gone when it ends. */
export class TestLabs {
  /** Mistakes of the labs themselves; a test file asserts that there are none. */
  readonly defects: unknown[] = [];
  readonly directory: string;
  readonly #labs: Lab[] = [];

  constructor(name: string) {
    this.directory = mkdtempSync(join(tmpdir(), `${name}-`));
  }

  /** A lab in a directory of its own, with an organisation that is changed before it starts. */
  async start(
    name: string,
    options: StartOptions = {},
    prepare?: (healthy: Organization) => Organization,
  ): Promise<Lab> {
    const dataDir = join(this.directory, name);
    const healthy = await this.#healthy();
    // A lab makes its logs itself: a copied directory has not its mode with every Node.
    cpSync(healthy, dataDir, { recursive: true, filter: (path) => path !== join(healthy, 'logs') });
    if (prepare) {
      const file = join(dataDir, 'state.json');
      const state = JSON.parse(readFileSync(file, 'utf8')) as LabState;
      writeFileSync(file, JSON.stringify({ ...state, organization: prepare(state.organization) }));
    }
    return this.#open({ dataDir, ...options });
  }

  /** The lab of that name once more, as it was left. */
  reopen(name: string, options: StartOptions = {}): Promise<Lab> {
    return this.#open({ dataDir: join(this.directory, name), ...options });
  }

  async close(): Promise<void> {
    await Promise.all(this.#labs.map((lab) => lab.close()));
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** A directory with keys and a healthy state, made once. */
  async #healthy(): Promise<string> {
    const dataDir = join(this.directory, 'healthy');
    if (!existsSync(dataDir)) await (await this.#open({ dataDir })).close();
    return dataDir;
  }

  async #open(options: StartOptions): Promise<Lab> {
    const lab = await startLab({ ...freePorts, onDefect: (error) => this.defects.push(error), ...options });
    this.#labs.push(lab);
    return lab;
  }
}

/** The lab stands still at this moment, in seconds since 1970. */
export function freeze(lab: Lab, seconds: number): void {
  lab.clock.now = () => seconds * 1000;
}
