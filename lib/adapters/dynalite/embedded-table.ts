import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import { openTable, type Table } from '../dynamodb/table.ts';

const HOST = '127.0.0.1';
/** Never leaves this machine; the server wants a signature and does not check it. */
const CREDENTIALS = { accessKeyId: 'embedded', secretAccessKey: 'embedded' };
const REGION = 'local';
const READY_LOOKS = 100;
const READY_PAUSE_MS = 20;

/** A DynamoDB server in this process, on loopback, with its data in a folder or, without one, in memory. */
export interface EmbeddedTable {
  readonly table: Table;
  close(): Promise<void>;
}

/** The folder cannot be used: `in-use` by another process, or whatever the system says. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`the folder cannot be used: ${code}`, options);
    this.code = code;
  }
}

interface EmbeddedTableOptions {
  readonly folder?: string;
  readonly name: string;
}

/** @throws FolderError */
export async function embeddedTable(options: EmbeddedTableOptions): Promise<EmbeddedTable> {
  const opened = await open(options);
  if (opened !== 'never-made') return opened;
  // A process ended while it made the table, which was never good for any item: there is nothing to lose.
  if (options.folder) await rm(options.folder, { recursive: true });
  const again = await open(options);
  if (again === 'never-made') throw new FolderError('table-not-active');
  return again;
}

async function open({ folder, name }: EmbeddedTableOptions): Promise<EmbeddedTable | 'never-made'> {
  if (folder) await probe(folder);
  const server = dynalite({ createTableMs: 0, ...(folder ? { path: folder } : {}) });
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address of this form
  const access = { endpoint: `http://${HOST}:${port}`, region: REGION, credentials: CREDENTIALS };
  const close = (): Promise<void> => new Promise((done) => server.close(() => done()));
  const client = new DynamoDBClient(access);
  const isReady = await createTable(client, name);
  client.destroy();
  if (!isReady) {
    await close();
    return 'never-made';
  }
  const table = openTable({ name, ...access });
  return {
    table,
    async close() {
      table.client.destroy();
      await close();
    },
  };
}

/** Whether the table is there and takes items. */
async function createTable(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  for (let look = 0; look < READY_LOOKS; look += 1) {
    const { Table: described } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (described?.TableStatus === 'ACTIVE') return true;
    await pause(READY_PAUSE_MS);
  }
  return false;
}

/**
 * Opens and closes the database, since Dynalite does not tell when it cannot. The lock is the system's own and goes with
 * its process, however that ends: https://github.com/Level/classic-level
 */
async function probe(folder: string): Promise<void> {
  const database = new ClassicLevel(folder);
  try {
    await database.open();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new FolderError(code === 'LEVEL_LOCKED' ? 'in-use' : code, { cause: error });
  }
  await database.close();
}
