import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import { fileMethods } from './file-methods.ts';
import type { Method } from './method.ts';
import { peopleMethods } from './people-methods.ts';
import { viewMethods } from './view-methods.ts';

const known = { ...chatMethods, ...conversationMethods, ...peopleMethods, ...viewMethods, ...fileMethods };

/** The methods of the Web API that the fake answers. */
export type MethodName = keyof typeof known;

export function methodNamed(name: string): Method | undefined {
  const methods: Readonly<Record<string, Method>> = known;
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}
