/** The words of the local default: its terminal and its page. */
export const local = {};
