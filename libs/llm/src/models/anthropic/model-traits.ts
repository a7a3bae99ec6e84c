/**
 * Whether a model takes `temperature` and `top_p`. Those that think adaptively refuse them with 400: Opus from 4.7 on, and
 * all families from 5 on (https://platform.claude.com/docs/en/about-claude/models/migration-guide, seen 2026-11). A name
 * that says no version is taken for a new model.
 */
export const takesSampling = (model: string): boolean => {
  if (/^claude-(?:instant|[23])\b/.test(model)) return true;
  const [, family, minor = ''] = /^claude-([a-z]+)-4(?:-(\d{1,2}))?(?:-|$)/.exec(model) ?? [];
  if (family === undefined) return false;
  return family !== 'opus' || Number(minor === '' ? 0 : minor) < 7;
};
