// Written by `npm run generate` from the files of this folder.
import type { TemplateFunction } from '../context.ts';
import base64Function from './base64.ts';
import cidrFunction from './cidr.ts';
import findInMapFunction from './find-in-map.ts';
import getAttFunction from './get-att.ts';
import getAzsFunction from './get-azs.ts';
import ifFunction from './if.ts';
import importValueFunction from './import-value.ts';
import joinFunction from './join.ts';
import lengthFunction from './length.ts';
import refFunction from './ref.ts';
import selectFunction from './select.ts';
import splitFunction from './split.ts';
import subFunction from './sub.ts';
import toJsonStringFunction from './to-json-string.ts';
import transformFunction from './transform.ts';

/** Every function of the template language, by name. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    base64Function,
    cidrFunction,
    findInMapFunction,
    getAttFunction,
    getAzsFunction,
    ifFunction,
    importValueFunction,
    joinFunction,
    lengthFunction,
    refFunction,
    selectFunction,
    splitFunction,
    subFunction,
    toJsonStringFunction,
    transformFunction,
  ].map((each) => [each.name, each]),
);
