/** Whether two generated models are one but for comments, which quote the words, and for the blanks that line these up. */
export function isSameModel(left: string, right: string): boolean {
  return withoutComments(left) === withoutComments(right);
}

/** What it takes for a comment may be the end of a string as well: two models then still differ in no constraint. */
function withoutComments(model: string): string {
  return model.replace(/\s*%.*$/gm, '');
}
