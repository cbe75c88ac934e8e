const ADDRESS = /^[^\s@<>(),:;"\\[\]\p{Cc}]{1,64}@[^\s@<>(),:;"\\[\]\p{Cc}]{1,255}$/u

/** Whether a text is one e-mail address and nothing else: no name before it, no list, nothing that would begin a header. */
export const isPlainAddress = (text: string): boolean => ADDRESS.test(text)
