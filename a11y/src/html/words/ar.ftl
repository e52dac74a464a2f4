summary-name = البند
    .speech = اَلْبَنْدُ
summary-answer = الإجابة
    .speech = اَلْإِجَابَةُ
not-printed = هذا الرمز لا يُطبع: انقله بيدك.
    .speech = هٰذَا الرَّمْزُ لَا يُطْبَعُ: اِنْقُلْهُ بِيَدِكَ.
