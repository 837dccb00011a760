import { spawn } from 'node:child_process';

/** Runs a program in a process of its own and gives the one message that it sends. */
export function runProgram(program: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['-e', program], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: 120_000,
    });
    let message: unknown;
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-64 * 1024);
    });
    child.on('message', (sent) => {
      message = sent;
    });
    child.on('error', fail);
    child.on('close', () => {
      if (message === undefined) fail(new Error(`The program ended without a message:\n${stderr}`));
      else done(message);
    });
  });
}
