import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** A piece of evidence to try `explain` with. */
export interface Sample {
  readonly title: string;
  readonly text: string;
}

/** The docs' own samples (docs/explain.md), by what a reader calls them. */
const samples = [
  { title: 'x-ms-diagnostics', file: 'refusal.txt' },
  { title: 'Output of Test-OAuthConnectivity', file: 'test-oauthconnectivity.txt' },
  { title: 'Line of an IIS log', file: 'first-401.txt' },
  { title: 'HTTP response', file: 'response.txt' },
  { title: 'Error of the token service', file: 'token-service.txt' },
  { title: 'Event', file: 'event.txt' },
] as const;

/** The sources are three folders down in the project, and so is what is built of them. */
const folder = new URL('../../../docs/samples/', import.meta.url);

/** What a page offers to those who have nothing to paste yet. */
export function sampleRoutes(app: FastifyInstance): void {
  app.get('/api/samples', async () => Promise.all(samples.map(readSample)));
}

async function readSample({ title, file }: (typeof samples)[number]): Promise<Sample> {
  return { title, text: await readFile(fileURLToPath(new URL(file, folder)), 'utf8') };
}
