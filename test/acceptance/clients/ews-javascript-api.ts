import { Agent } from 'node:https';
import { connect } from 'node:tls';
import { XhrApi } from '@ewsjs/xhr';
import {
  ConfigurationApi,
  ExchangeService,
  ExchangeVersion,
  OAuthCredentials,
  ServiceRequestException,
  Uri,
} from 'ews-javascript-api';
import type { Lab } from '../../../src/index.js';
import { placesOf } from '../foreign-client.js';

/** ews-javascript-api, a port of Microsoft's EWS Managed API: a service that asks the lab under the names of the real world. */
export function managedApi(lab: Lab, token: string, url = 'https://owa.msxfaq.de/EWS/Exchange.asmx'): ExchangeService {
  ConfigurationApi.ConfigureXHR(new XhrApi({ httpsAgent: new LabAgent(lab) }) as never);
  const service = new ExchangeService(ExchangeVersion.Exchange2013);
  service.Credentials = new OAuthCredentials(token);
  service.Url = new Uri(url);
  return service;
}

/** What a hosts file does, and with ports. */
class LabAgent extends Agent {
  readonly #lab: Lab;

  constructor(lab: Lab) {
    super({ keepAlive: false });
    this.#lab = lab;
  }

  override createConnection(options: { readonly host?: string; readonly hostname?: string }) {
    const name = options.host ?? options.hostname ?? '';
    const [host, port] = placesOf(this.#lab)[name] ?? ['127.0.0.1', 1];
    return connect({ host, port, ca: this.#lab.ca, servername: name });
  }
}

/** How the client words a failure to its user. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof ServiceRequestException ? error.Message : ((error as Error).message ?? String(error));
  }
  throw new Error('It did not fail.');
}
