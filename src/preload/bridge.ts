/**
 * The only thing that the window sees of Electron: one named function for each channel of the contract.
 * No schema, no logic, no value import but `electron`; main parses everything that arrives.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { IpcCall, IpcEvent, IpcInput, IpcPayload, Reply, WizardBridge } from '../shared/ipc-contract.ts'

const call =
  <C extends IpcCall>(channel: C) =>
  (input: IpcInput<C>): Promise<Reply<C>> =>
    ipcRenderer.invoke(channel, input)

const subscribe =
  <E extends IpcEvent>(channel: E) =>
  (listener: (payload: IpcPayload<E>) => void): (() => void) => {
    // The event object stays here: it would hand the window a reference to the sender.
    const forward = (_event: unknown, payload: IpcPayload<E>): void => listener(payload)
    ipcRenderer.on(channel, forward)
    return () => {
      ipcRenderer.removeListener(channel, forward)
    }
  }

const bridge: WizardBridge = {
  readView: call('readView'),
  chooseMethod: call('chooseMethod'),
  submitKey: call('submitKey'),
  submitLogin: call('submitLogin'),
  activate: call('activate'),
  saveFile: call('saveFile'),
  showRequestCode: call('showRequestCode'),
  copyRequestText: call('copyRequestText'),
  askForFile: call('askForFile'),
  takeFile: call('takeFile'),
  acceptAnswer: call('acceptAnswer'),
  discardRequest: call('discardRequest'),
  checkLicense: call('checkLicense'),
  askToReturn: call('askToReturn'),
  returnLicense: call('returnLicense'),
  cancel: call('cancel'),
  openSignInPage: call('openSignInPage'),
  copySignInLink: call('copySignInLink'),
  goBack: call('goBack'),
  goToStart: call('goToStart'),
  showLicense: call('showLicense'),
  readDeviceAgain: call('readDeviceAgain'),
  finish: call('finish'),
  setUpLater: call('setUpLater'),
  openLink: call('openLink'),
  copyUnopened: call('copyUnopened'),
  openLicenseLink: call('openLicenseLink'),
  copyFailureDetails: call('copyFailureDetails'),
  diagnose: call('diagnose'),
  copyDiagnosis: call('copyDiagnosis'),
  openProxySettings: call('openProxySettings'),
  saveProxySettings: call('saveProxySettings'),
  onViewChanged: subscribe('viewChanged'),
}

contextBridge.exposeInMainWorld('wizard', bridge)
