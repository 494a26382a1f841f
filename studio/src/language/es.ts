export const es: Record<string, string> = {};
export type Message = string;
