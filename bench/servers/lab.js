// The lab as `npm start` runs it, journal and all.
import { startLab } from '../../dist/index.js';

export async function start(settings) {
  const lab = await startLab({ ...settings, exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0 });
  return { http: portOf(lab.exchange.httpUrl), tls: portOf(lab.exchange.url) };
}

function portOf(url) {
  return Number(new URL(url).port);
}
