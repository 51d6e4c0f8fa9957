/** What of noVNC is used here; the package brings no types. */
declare module '@novnc/novnc' {
  export default class RFB extends EventTarget {
    constructor(target: HTMLElement, url: string, options?: { readonly shared?: boolean; readonly wsProtocols?: readonly string[] })
    scaleViewport: boolean
    focusOnClick: boolean
    background: string
    focus(): void
    sendCtrlAltDel(): void
    disconnect(): void
  }
}
