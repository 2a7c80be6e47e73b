import { openReplicaFile } from '#electron/replica/open-file';
import { Engine } from '#electron/replica/engine';
import { MIGRATIONS } from '#electron/replica/migrations';

/** Edits without end and says each edit that was answered; is killed from outside at any moment. */
const [folder = '', keyHex = '', round = ''] = process.argv.slice(2);
const key = new Uint8Array(Buffer.from(keyHex, 'hex'));
const { db } = openReplicaFile(folder, key, MIGRATIONS, { now: Date.now(), create: true });
const engine = new Engine(db, { id: 'u', name: 'u' }, Date.now);
for (let n = 0; ; n += 1) {
  const id = `${round}-${String(n).padStart(6, '0')}`;
  engine.write('crash.add', (tx) => tx.insert('owner', { id, name: `第 ${n}` }), null);
  process.stdout.write(`${id}\n`);
}
