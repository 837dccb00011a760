import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { openTable, type Table } from '../dynamodb/table.ts';

const HOST = '127.0.0.1';
/** Never leaves this machine; the server wants a signature and does not check it. */
const CREDENTIALS = { accessKeyId: 'embedded', secretAccessKey: 'embedded' };
const REGION = 'local';

/** A DynamoDB server in this process, on loopback, with its data in a folder or, without one, in memory. */
export interface EmbeddedTable {
  readonly table: Table;
  close(): Promise<void>;
}

export async function embeddedTable(options: {
  readonly folder?: string;
  readonly name: string;
}): Promise<EmbeddedTable> {
  const server = dynalite({ createTableMs: 0, ...(options.folder ? { path: options.folder } : {}) });
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address of this form
  const access = { endpoint: `http://${HOST}:${port}`, region: REGION, credentials: CREDENTIALS };
  await createTable(new DynamoDBClient(access), options.name);
  const table = openTable({ name: options.name, ...access });
  return {
    table,
    async close() {
      table.client.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function createTable(client: DynamoDBClient, name: string): Promise<void> {
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
  } finally {
    client.destroy();
  }
}
