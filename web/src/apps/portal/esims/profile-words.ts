const WORDS: Readonly<Record<string, string>> = {
  available: 'Being prepared',
  allocated: 'Being prepared',
  released: 'Ready to install',
  downloaded: 'Downloaded',
  installed: 'Installed',
  enabled: 'Installed and on',
  disabled: 'Installed, switched off',
  deleted: 'Deleted from the phone',
  error: 'Installing failed',
}

/** Where a profile is, in words for its owner. */
export const profileWords = (state: string): string => WORDS[state] ?? state

const ADVICE: Readonly<Record<string, string>> = {
  available: 'The code is being prepared. Wait a few minutes.',
  allocated: 'The code is being prepared. Wait a few minutes.',
  released: 'Scan the code with the phone that is to have the data. It needs Wi-Fi while installing.',
  downloaded: 'The phone has fetched the eSIM but not finished. Keep it on Wi-Fi and open its mobile data settings.',
  installed: 'Switch the eSIM on in the phone’s settings, choose it for mobile data, and turn on data roaming.',
  enabled: 'No data? Turn on data roaming for this eSIM, and choose it for mobile data.',
  disabled: 'Switch the eSIM on in the phone’s settings.',
  deleted: 'Most eSIMs cannot be installed a second time. Ask support before you buy another one.',
  error: 'Restart the phone, check its Wi-Fi and its free space, and scan the code again. If it fails once more, ask support.',
}

/** What to do next, from where the profile is. */
export const profileAdvice = (state: string): string => ADVICE[state] ?? 'Ask support with your ICCID.'
