import * as z from 'zod';
import { type ConfigFieldPath, configFields, type FieldText } from '../../messages/en/config-fields.ts';
import { config } from '../schema.ts';

/** A field of the configuration as its documentation tells it. */
export interface FieldDescription extends FieldText {
  readonly path: ConfigFieldPath;
  readonly isRequired: boolean;
  /** Undefined where the field has no fixed value by default. */
  readonly defaultValue: string | undefined;
}

/** Every field in the schema's order, read off the schema. */
export function describeFields(): readonly FieldDescription[] {
  return [...descend(config)];
}

function* descend(schema: z.core.$ZodType): Generator<FieldDescription> {
  const meta = z.globalRegistry.get(schema);
  const { inner, isRequired, defaultValue } = unwrap(schema);
  if (meta) {
    const path = fieldPath(meta['path']);
    yield { ...configFields[path], path, isRequired, defaultValue };
  }
  if (inner instanceof z.ZodObject) for (const field of Object.values(inner.shape)) yield* descend(field);
  else if (inner instanceof z.ZodArray) yield* descend(inner.element);
  else if (inner instanceof z.ZodUnion) for (const option of inner.options) yield* descend(option);
}

interface Unwrapped {
  readonly inner: z.core.$ZodType;
  readonly isRequired: boolean;
  readonly defaultValue: string | undefined;
}

function unwrap(schema: z.core.$ZodType): Unwrapped {
  if (schema instanceof z.ZodDefault) {
    return {
      inner: schema.def.innerType,
      isRequired: false,
      defaultValue: String(schema.def.defaultValue),
    };
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodPrefault
  ) {
    return { inner: schema.def.innerType, isRequired: false, defaultValue: undefined };
  }
  return { inner: schema, isRequired: true, defaultValue: undefined };
}

function fieldPath(path: unknown): ConfigFieldPath {
  if (typeof path === 'string' && Object.hasOwn(configFields, path)) return path as ConfigFieldPath; // just checked
  throw new Error(`A field of the schema has no text: ${String(path)}`);
}
