import { systemClock } from '../clock.js';
import type { Random } from '../random.js';
import { Mysteries } from '../scenarios/mystery/mysteries.js';
import { MysteryRecords } from '../scenarios/mystery/records.js';
import type { ScenarioRunner } from '../scenarios/runner.js';
import type { LabStorage } from './storage.js';

/** Mysteries over a lab's scenarios, with their records in its data directory; minutes are real ones. */
export function createMysteries({ directory }: LabStorage, runner: ScenarioRunner, random: Random): Mysteries {
  const records = new MysteryRecords(directory.mysteries);
  return new Mysteries({ runner, records, clock: systemClock, random });
}
