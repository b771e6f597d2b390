/* yao-demo-people.c: the people of the demonstration
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-demo.h"

#include "yao-json-writer.h"

/* The hints say what can be tried with this version, no more. */
static const YaoDemoPerson people[] = {
  { "10001", "张伟", "13800010001", "心内科", "Cardiology", "主任医师", "Chief physician",
    YAO_CERTIFICATE_ALGORITHM_SM2, 0, 0, FALSE, TRUE,
    "国密 SM2 证书。从这里开始：下载证书，打开证书信息，查看每一项内容并导出。",
    "An SM2 certificate. Begin here: download it, open its details, look at each field, export "
    "it." },
  { "10002", "李娜", "13800010002", "护理部", "Nursing", "护士长", "Head nurse",
    YAO_CERTIFICATE_ALGORITHM_SM2, 0, 0, FALSE, TRUE,
    "另一张国密证书。下载后用“切换证书”在两个人之间切换。",
    "Another SM2 certificate. Download it too, and switch between the two people." },
  { "10003", "王建国", "13800010003", "办公室", "General office", "主任", "Director",
    YAO_CERTIFICATE_ALGORITHM_RSA2048, 0, 0, FALSE, TRUE,
    "RSA 2048 位证书。导出为 PEM，可用其他软件打开。",
    "An RSA certificate of 2048 bits. Export it as PEM and open it with another program." },
  { "10004", "刘洋", "13800010004", "财务科", "Finance", "科长", "Section chief",
    YAO_CERTIFICATE_ALGORITHM_RSA3072, 0, 0, FALSE, TRUE,
    "RSA 3072 位证书。与 2048 位的证书比较密钥和签名算法。",
    "An RSA certificate of 3072 bits. Compare key and signature with the one of 2048 bits." },
  { "10005", "陈静", "13800010005", "信息中心", "Information centre", "工程师", "Engineer",
    YAO_CERTIFICATE_ALGORITHM_P256, 0, 0, FALSE, TRUE,
    "ECDSA P-256 证书。查看证书链：根证书、签发证书和本人证书。",
    "An ECDSA P-256 certificate. Look at its chain: root, issuer, and her own." },
  { "10006", "杨帆", "13800010006", "医务科", "Medical affairs", "科员", "Clerk",
    YAO_CERTIFICATE_ALGORITHM_SM2, -345, 20, FALSE, TRUE,
    "证书还有 20 天到期。看看到期前的提醒是什么样子。",
    "The certificate ends in 20 days. See how that is shown." },
  { "10007", "赵敏", "13800010007", "药剂科", "Pharmacy", "主管药师", "Pharmacist",
    YAO_CERTIFICATE_ALGORITHM_SM2, -30, 0, TRUE, TRUE,
    "证书已吊销。下载后会显示吊销状态、时间和原因。",
    "The certificate is revoked. Its state, the time and the reason are shown." },
  { "10008", "黄磊", "13800010008", "采购部", "Purchasing", "采购经理", "Purchasing manager",
    YAO_CERTIFICATE_ALGORITHM_SM2, -700, 30, FALSE, TRUE,
    "先下载，再在终端运行 yunyaod admin --data 数据目录 renew 10008 "
    "为其续期，然后刷新：得到新证书。",
    "Download, then run yunyaod admin --data DIR renew 10008 in a terminal, and refresh: the "
    "renewed certificate comes." },
  { "10009", "周婷", "13800010009", "人力资源部", "Human resources", "专员", "Specialist",
    YAO_CERTIFICATE_ALGORITHM_SM2, -400, -10, FALSE, TRUE,
    "证书已于 10 天前过期。看看过期证书的提示。",
    "The certificate expired 10 days ago. See how an expired one is shown." },
  { "10010", "吴昊", "13800010010", "法务部", "Legal affairs", "法务顾问", "Legal counsel",
    YAO_CERTIFICATE_ALGORITHM_SM2, 0, 0, FALSE, FALSE,
    "新入职人员，初始密码已发短信。下载后用“修改密码”换成自己的密码。",
    "A new colleague whose first PIN came by text message. Download, then change the PIN." },
  { "10011", "孙丽", "13800010011", "心内科", "Cardiology", "主治医师", "Attending physician",
    YAO_CERTIFICATE_ALGORITHM_SM2, 0, 0, FALSE, FALSE,
    "与张伟同一科室。下载后比较两张证书的持有人和序列号。",
    "In the same department as Zhang Wei. Compare holder and serial number of the two." },
  { "10012", "欧阳雪", "13800010012", "心内科", "Cardiology", "住院医师", "Resident physician",
    YAO_CERTIFICATE_ALGORITHM_SM2, 0, 0, FALSE, FALSE, "复姓的持有人。看看姓名和头像文字如何显示。",
    "A surname of two characters. See how the name is shown." },
};

/**
 * yao_demo_get_people:
 * @n_people: (out): how many
 *
 * Gets the people of the demonstration.
 *
 * Returns: (transfer none) (array length=n_people): the people
 */
const YaoDemoPerson *
yao_demo_get_people (gsize *n_people)
{
  *n_people = G_N_ELEMENTS (people);
  return people;
}

static void
write_both (YaoJsonWriter *writer, const char *name, const char *english, const char *chinese)
{
  yao_json_writer_begin_object (writer, name);
  yao_json_writer_add_string (writer, "en", english);
  yao_json_writer_add_string (writer, "zh_CN", chinese);
  yao_json_writer_end_object (writer);
}

/**
 * yao_demo_dup_people_json:
 *
 * Writes down the people for those who show them to choose from.
 *
 * Returns: (transfer full): JSON
 */
GBytes *
yao_demo_dup_people_json (void)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new_pretty ();

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_begin_array (writer, "people");
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      yao_json_writer_begin_object (writer, NULL);
      yao_json_writer_add_string (writer, "uid", people[i].uid);
      yao_json_writer_add_string (writer, "name", people[i].name);
      write_both (writer, "department", people[i].department_en, people[i].department);
      write_both (writer, "role", people[i].role_en, people[i].role);
      write_both (writer, "hint", people[i].hint_en, people[i].hint);
      yao_json_writer_end_object (writer);
    }
  yao_json_writer_end_array (writer);
  yao_json_writer_end_object (writer);
  return yao_json_writer_finish (writer);
}
