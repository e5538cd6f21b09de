import type { z } from 'zod'
import type { FlagKind, WordType } from './flag-spec.js'

export type SchemaNode = z.core.JSONSchema.BaseSchema

/** What the words of a flag's value may be, as far as the schema says. */
export interface ValueShape {
  kind: FlagKind
  words: WordType[]
  choices: string[]
  bare: boolean
  most: number | null
}

/** Reads one field of a JSON Schema; unions are seen branch by branch. */
export function valueShape(node: SchemaNode): ValueShape {
  const branches = branchesOf(node)
  const lists = branches.filter(branch => branch.type === 'array')
  const maps = branches.filter(branch => branch.type === 'object')
  const scalars = branches.filter(branch => branch.type !== 'array' && branch.type !== 'object')
  const items = lists.flatMap(itemsOf)
  const values = maps.flatMap(valuesOf)
  const words = [...scalars, ...items, ...values]
  const kind = node.json === true || items.some(isNested) ? 'json' : kindOf(lists, maps, values, scalars)
  return {
    kind,
    words: wordTypes(words),
    choices: choicesOf(words),
    bare: kind === 'list' && scalars.length > 0,
    most: kind === 'list' ? mostOf(lists) : null,
  }
}

function kindOf(lists: SchemaNode[], maps: SchemaNode[], values: SchemaNode[], scalars: SchemaNode[]): FlagKind {
  if (lists.length > 0) return 'list'
  // An object with named fields, or with values of any form, cannot be written as name=value.
  if (maps.length > 0) return values.length > 0 && values.every(isScalar) ? 'map' : 'json'
  return scalars.every(({ type }) => type === 'boolean') ? 'switch' : 'single'
}

/** The branches of a union as one flat list; null is dropped, since no word means it. */
function branchesOf(node: SchemaNode): SchemaNode[] {
  const union = node.anyOf ?? node.oneOf
  if (union !== undefined) return union.filter(isNode).flatMap(branchesOf)
  const types = Array.isArray(node.type) ? node.type : [node.type]
  return types.filter(type => type !== 'null').map(type => (type === undefined ? node : { ...node, type }))
}

function itemsOf(list: SchemaNode): SchemaNode[] {
  const items = [list.items, ...(list.prefixItems ?? [])].flat()
  return items.filter(isNode).flatMap(branchesOf)
}

function valuesOf(map: SchemaNode): SchemaNode[] {
  return isNode(map.additionalProperties) ? branchesOf(map.additionalProperties) : []
}

function mostOf(lists: SchemaNode[]): number | null {
  const limits = lists.map(list => list.maxItems ?? Number.POSITIVE_INFINITY)
  const most = Math.max(...limits)
  return Number.isFinite(most) ? most : null
}

function wordTypes(nodes: SchemaNode[]): WordType[] {
  const types = new Set(nodes.filter(node => !isChoice(node)).map(wordType))
  for (const choice of nodes.filter(isChoice).flatMap(constantsOf)) types.add(typeof choice === 'number' ? 'number' : 'text')
  if (types.has('number')) types.delete('integer')
  return order.filter(type => types.has(type))
}

const order: readonly WordType[] = ['integer', 'number', 'boolean', 'text']

function wordType({ type }: SchemaNode): WordType {
  return type === 'integer' || type === 'number' || type === 'boolean' ? type : 'text'
}

function choicesOf(nodes: SchemaNode[]): string[] {
  return [...new Set(nodes.filter(isChoice).flatMap(constantsOf).map(String))]
}

const isChoice = (node: SchemaNode): boolean => node.enum !== undefined || node.const !== undefined

const constantsOf = (node: SchemaNode): unknown[] => node.enum ?? [node.const]

const isScalar = ({ type }: SchemaNode): boolean => type !== undefined && type !== 'object' && type !== 'array'

const isNested = ({ type }: SchemaNode): boolean => type === 'object' || type === 'array'

function isNode(node: unknown): node is SchemaNode {
  return typeof node === 'object' && node !== null
}
