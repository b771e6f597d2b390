#!/usr/bin/python3
# labels.py: the Chinese labels are those that users of the phone apps know
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: labels.py LOCALE-DIRECTORY; writes TAP

import gettext
import sys

LABELS = {
    'Download certificate': '下载证书', 'User ID or employee number': '用户 ID 或工号',
    'Bind this device': '绑定设备', 'Capture signature': '采集签名', '_Next': '下一步',
    'Signature capture': '签名采集', 'Use initialisation code': '使用初始化二维码',
    'Try the built-in demonstration service': '试用内置演示服务',
    'Certificate information': '证书信息', 'Switch certificate': '切换证书', 'About': '关于',
    '_View certificate': '查看证书', '_Delete certificate…': '删除证书…', '_Done': '完成',
    'Use _new account': '使用新账号', 'Holder': '持有人', 'Issuer': '颁发者', 'Valid until': '有效期至',
    'Cloud-held key': '云端托管密钥', 'Co-signed key': '协同密钥',
    'Certificate fingerprints': '证书指纹', 'Connection check': '网络检测',
    '_Clear search': '清除搜索', '_Try again': '重试', 'Not verified': '未经认证',
    'No certificates yet': '还没有证书', 'Certificate deleted': '删除成功',
    'Service address': '服务地址', 'Certificate service address': '证书服务地址',
    'Co-signing service address': '协同签名服务地址', 'Yunyao': '云钥',
}
IN_CONTEXT = {
    ('of a user', 'Organisation'): '用户单位', ('mark on a card', 'Demo'): '演示',
}


def main():
    catalogue = gettext.translation('yunyao', sys.argv[1], ['zh_CN'])
    wrong = [f'{english}: {catalogue.gettext(english)}, not {chinese}'
             for english, chinese in LABELS.items() if catalogue.gettext(english) != chinese]
    wrong += [f'{english}: {catalogue.pgettext(context, english)}, not {chinese}'
              for (context, english), chinese in IN_CONTEXT.items()
              if catalogue.pgettext(context, english) != chinese]
    # A person has a 密码; the word of the wire is for the developers.
    texts = [text for text in catalogue._catalog.values() if isinstance(text, str)]
    pins = [text for text in texts if 'PIN' in text and 'Project-Id' not in text]
    print('1..2')
    for line in wrong:
        print(f'# {line}')
    print('not ok 1 labels' if wrong else 'ok 1 labels')
    for line in pins:
        print(f'# {line}')
    print('not ok 2 no PIN in Chinese' if pins else 'ok 2 no PIN in Chinese')
    return 1 if wrong or pins else 0


sys.exit(main())
