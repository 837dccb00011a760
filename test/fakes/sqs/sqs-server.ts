import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createRequestHandler } from 'local-aws-sqs';
import { type Job, job as jobSchema } from '../../../lib/jobs/job.ts';

/** What becomes of a message that is sent, instead of standing in the queue. */
export type SqsFault = 'refuses' | 'refuses-one-of-them' | 'never-answers' | 'throttles-once';

export interface Delivery {
  readonly body: string;
  readonly receiptHandle: string;
}

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';
const VISIBILITY_SECONDS = 30;

/** An SQS server in this process, on loopback, which can be made to refuse what is sent. */
export class SqsServer {
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly url: string;
  /** Requests that sent something. */
  sends = 0;
  fault: SqsFault | undefined;
  readonly #sqs: SQSClient;
  readonly #close: () => void;

  constructor(endpoint: string, close: () => void) {
    this.client = { endpoint, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
    this.url = `${endpoint}/${ACCOUNT}/jobs`;
    this.#sqs = new SQSClient(this.client);
    this.#close = close;
  }

  /** What a worker would be given now, at most ten. Hidden from the next call. */
  async deliver(): Promise<readonly Delivery[]> {
    const { Messages = [] } = await this.#sqs.send(
      new ReceiveMessageCommand({ QueueUrl: this.url, MaxNumberOfMessages: 10 }),
    );
    return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({
      body: Body,
      receiptHandle: ReceiptHandle,
    }));
  }

  /** Takes every job out of the queue. */
  async takeJobs(): Promise<readonly Job[]> {
    const jobs: Job[] = [];
    for (let round = 0; round < 200; round += 1) {
      const batch = await this.deliver();
      if (batch.length === 0) break;
      for (const { body, receiptHandle } of batch) {
        jobs.push(jobSchema.parse(JSON.parse(body)));
        await this.#sqs.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: receiptHandle }));
      }
    }
    return jobs;
  }

  stop(): void {
    this.#sqs.destroy();
    this.#close();
  }
}

export async function startSqs(): Promise<SqsServer> {
  const { requestHandler } = createRequestHandler({
    port: 0,
    region: REGION,
    queues: [{ QueueName: 'jobs', Attributes: { VisibilityTimeout: VISIBILITY_SECONDS } }],
  });
  const server = createServer((request, response) => {
    const isSend = String(request.headers['x-amz-target']).startsWith('AmazonSQS.SendMessage');
    const fault = isSend ? started.fault : undefined;
    if (isSend) started.sends += 1;
    const json = { 'content-type': 'application/x-amz-json-1.0' };
    switch (fault) {
      case undefined:
        void requestHandler(request, response);
        return;
      case 'never-answers':
        return;
      case 'refuses':
        response.writeHead(403, json).end(JSON.stringify({ __type: 'com.amazonaws.sqs#AccessDenied' }));
        return;
      case 'throttles-once':
        started.fault = undefined;
        response.writeHead(400, json).end(JSON.stringify({ __type: 'com.amazonaws.sqs#RequestThrottled' }));
        return;
      case 'refuses-one-of-them':
        response
          .writeHead(200, json)
          .end(JSON.stringify({ Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] }));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address of this form
  const started = new SqsServer(`http://127.0.0.1:${port}`, () => {
    server.close();
    server.closeAllConnections();
  });
  return started;
}
